/** The four steps of verification, one class each, over evidence read through a port (spec 2). */
package dev.autonomy.registry.adapter.verify;
