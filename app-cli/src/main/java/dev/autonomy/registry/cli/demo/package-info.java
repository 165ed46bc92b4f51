/** A throwaway bundle, two registries, one seed that works and one that is refused. */
package dev.autonomy.registry.cli.demo;
