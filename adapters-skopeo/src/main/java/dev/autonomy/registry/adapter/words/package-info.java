/** Other people's words, made fit to be shown. */
package dev.autonomy.registry.adapter.words;
