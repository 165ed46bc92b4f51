package dev.autonomy.registry.adapter.login;

import dev.autonomy.registry.adapter.tool.RegistryLogin;

/** Credentials, and who keeps them. */
record KeptCredentials(Credentials credentials, RegistryLogin.Keeper keeper) {

    RegistryLogin login() {
        return new RegistryLogin(credentials.entry(), keeper);
    }
}
