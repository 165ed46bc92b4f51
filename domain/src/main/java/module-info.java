/** The use case of seeding a registry, its words and its ports. */
module dev.autonomy.registry {
    exports dev.autonomy.registry.model;
    exports dev.autonomy.registry.outcome;
    exports dev.autonomy.registry.progress;
    exports dev.autonomy.registry.port;
    exports dev.autonomy.registry.seed;
    exports dev.autonomy.registry.catalog;
    exports dev.autonomy.registry.drift;
}
