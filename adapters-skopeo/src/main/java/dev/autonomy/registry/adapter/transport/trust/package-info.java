/** Which servers are trusted, and the certificates that this machine shows them. */
package dev.autonomy.registry.adapter.transport.trust;
