/** Connections to servers: reached, secured, kept and used again. */
package dev.autonomy.registry.adapter.transport.connection;
