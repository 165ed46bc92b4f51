/** Many seeds from one list, judged before any of them moves (spec 7.1). */
package dev.autonomy.registry.catalog;
