/** Moves content with skopeo, the program users already have set up for their registries. */
package dev.autonomy.registry.adapter.skopeo;
