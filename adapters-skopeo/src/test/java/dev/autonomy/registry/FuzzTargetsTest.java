package dev.autonomy.registry;

import dev.autonomy.registry.testkit.FuzzContract;

class FuzzTargetsTest extends FuzzContract {}
