/** What the use case needs from the outside, and how much of it is asked at the same time. */
package dev.autonomy.registry.port;
