/** The use case: seed a destination registry with a bundle, in five steps (spec 1.4). */
package dev.autonomy.registry.seed;
