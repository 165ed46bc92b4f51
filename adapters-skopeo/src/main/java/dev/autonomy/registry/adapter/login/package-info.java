/** Who logs in where: challenges, tokens, and the credentials of files and helpers. */
package dev.autonomy.registry.adapter.login;
