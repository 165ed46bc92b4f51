/** When something is asked again, and how long a lost registry is waited for. */
package dev.autonomy.registry.adapter.patience;
