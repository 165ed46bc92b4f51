/** Whether a registry still holds what a lock pins (spec 7.3). */
package dev.autonomy.registry.drift;
