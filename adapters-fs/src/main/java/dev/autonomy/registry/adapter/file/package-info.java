/** Reading files that somebody else may have made. */
package dev.autonomy.registry.adapter.file;
