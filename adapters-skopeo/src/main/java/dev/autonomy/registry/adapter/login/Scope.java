package dev.autonomy.registry.adapter.login;

/** What a token is asked for (distribution's token scope). */
public record Scope(String repositoryPath, Access access) {

    /** What is to be done in the repository. */
    public enum Access {
        PULL("pull"),
        PUSH("pull,push");

        private final String actions;

        Access(String actions) {
            this.actions = actions;
        }
    }

    @Override
    public String toString() {
        return "repository:" + repositoryPath + ":" + access.actions;
    }
}
