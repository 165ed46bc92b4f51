/** Strict reading of JSON documents that come from outside (spec 2.1). */
package dev.autonomy.registry.adapter.document;
