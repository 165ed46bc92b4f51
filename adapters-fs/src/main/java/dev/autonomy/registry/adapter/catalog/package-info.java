/** The catalog file: bundles named one by one, as YAML or JSON (spec 7.1). */
package dev.autonomy.registry.adapter.catalog;
