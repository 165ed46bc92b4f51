/** What the use case needs from the outside. */
package dev.autonomy.registry.port;
