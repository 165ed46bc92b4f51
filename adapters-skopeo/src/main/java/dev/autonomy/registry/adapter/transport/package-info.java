/** Moves bytes over HTTP: requests and bounded answers, redirects, proxies, refusals. */
package dev.autonomy.registry.adapter.transport;
