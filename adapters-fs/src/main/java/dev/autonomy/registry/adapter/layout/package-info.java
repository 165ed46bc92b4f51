/** OCI layout directories as a place to read artifacts from (OCI image layout spec). */
package dev.autonomy.registry.adapter.layout;
