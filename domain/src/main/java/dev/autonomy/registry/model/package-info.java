/** The words of the product: references, digests, manifests, and what a seed is asked to do. */
package dev.autonomy.registry.model;
