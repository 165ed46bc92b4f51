package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.model.Loopback;
import dev.autonomy.registry.outcome.Obstacle;

/** What to try next after an obstacle, whatever the command. */
final class ObstacleHint {

    private ObstacleHint() {}

    static String of(Obstacle obstacle) {
        String registry = obstacle.attempt().registry().orElse("the registry");
        return switch (obstacle) {
            case Obstacle.NotFound _ -> "check the spelling of the reference.";
            case Obstacle.AccessDenied denied -> accessDenied(denied.reason(), registry);
            case Obstacle.Unreachable unreachable -> unreachable(unreachable, registry);
            case Obstacle.Unsupported _ ->
                    "ask the bundle's publisher for an image in a form that registries of the OCI"
                            + " distribution spec take: one manifest, or one index of manifests.";
            case Obstacle.Conflict conflict -> conflict(conflict.reason());
            case Obstacle.ToolMissing missing -> toolMissing(missing.reason());
            case Obstacle.LoginUnusable login -> loginUnusable(login);
            case Obstacle.ToolFailed failed -> toolFailed(failed);
            case Obstacle.TrustUnusable _ ->
                    "ask the bundle's publisher for the file that its signatures are checked with, and give that.";
            case Obstacle.StorageFailed _ ->
                    "check that this path is right, that this user may use it and that there is room, then run"
                            + " the same command again; --out and --authfile choose other paths.";
            case Obstacle.Contradiction _ ->
                    "do not use this content. Ask whoever runs "
                            + registry
                            + " why it serves other bytes than the digest names.";
            case Obstacle.Malformed _ ->
                    "ask the bundle's publisher for a new one and quote the lines above.";
            case Obstacle.Incomplete incomplete -> incomplete(incomplete.side(), registry);
        };
    }

    private static String incomplete(Obstacle.Incomplete.Side side, String registry) {
        return switch (side) {
            case SOURCE ->
                    "ask the bundle's publisher to push it whole to "
                            + registry
                            + " again; part of it was deleted there, or never arrived.";
            case DESTINATION ->
                    "run the same command again; if it stays, ask whoever runs "
                            + registry
                            + " why it does not keep what it takes: its storage, its clean-up of what no tag"
                            + " names, or a proxy or cache before it.";
        };
    }

    /** A tool's own line is named only where there is one. */
    private static String toolFailed(Obstacle.ToolFailed failed) {
        return (failed.toolLine().isPresent()
                        ? "read skopeo's line, remove the cause"
                        : "ask whoever looks after this machine why that program fails here")
                + " and run the same command again; what has arrived is not sent again.";
    }

    private static String accessDenied(Obstacle.AccessDenied.Reason reason, String registry) {
        return switch (reason) {
            case LOGIN_WANTED ->
                    "log in with \"skopeo login "
                            + (Loopback.holds(registry) ? "--tls-verify=false " : "")
                            + registry
                            + "\", or give --authfile a file that holds the credentials.";
            case FORBIDDEN ->
                    "ask whoever runs "
                            + registry
                            + " for the right to pull and push there, and whether a quota is used up.";
            case CONTAINER_POLICY ->
                    "ask whoever looks after this machine to permit the image in its policy.json"
                            + " (containers-policy.json(5)).";
            case CREDENTIALS_IN_CLEAR ->
                    "give "
                            + registry
                            + " a certificate. Over plain HTTP credentials are sent to this machine itself only,"
                            + " whatever --allow-insecure-registry says.";
        };
    }

    private static String unreachable(Obstacle.Unreachable unreachable, String registry) {
        return switch (unreachable.reason()) {
            case CONNECTION_LOST, TRANSFER_FAILED ->
                    "check the link to "
                            + registry
                            + " and run the same command again; what has arrived is not sent again.";
            case SERVER_ERROR ->
                    "ask whoever runs "
                            + registry
                            + " to look into its log, then run the same command again; what has arrived is not"
                            + " sent again.";
            case TOO_MANY_REQUESTS ->
                    "wait some minutes, then run the same command again; what has arrived is not sent again.";
            case CONNECTION_REFUSED ->
                    "check that " + registry + " runs and that the port is right.";
            case UNKNOWN_HOST ->
                    "check the spelling of "
                            + registry
                            + ", and that this machine's network can resolve its name.";
            case TIMED_OUT ->
                    "check the link, the firewall and the proxy between here and " + registry + ".";
            case STALLED ->
                    "check the link, and ask whoever runs "
                            + unreachable.attempt().registry().orElse("either registry")
                            + " whether it is well; where pauses are normal, allow longer ones with"
                            + " --stall-timeout.";
            case PROXY ->
                    "check HTTPS_PROXY and HTTP_PROXY in the environment, or name "
                            + registry
                            + " in NO_PROXY where it is to be reached without a proxy.";
            case CERTIFICATE ->
                    "put the certificate of the authority that signed for "
                            + registry
                            + " into /etc/containers/certs.d/"
                            + registry
                            + "/ca.crt. --allow-insecure-registry does not switch this check off.";
            case SPEAKS_PLAIN_HTTP ->
                    "give "
                            + registry
                            + " a certificate, or permit plain HTTP on a link you trust with --allow-insecure-registry.";
            case SPEAKS_HTTPS -> "check the port of " + registry + ": it answers to HTTPS only.";
            case NOT_A_REGISTRY ->
                    "check host and port of "
                            + registry
                            + "; a proxy or a login page may be answering in its place.";
            case MISLABELLED ->
                    "ask whoever runs "
                            + registry
                            + " to serve each manifest under its own media type, or take the bundle from a"
                            + " registry that does.";
            case NO_SUCH_REPOSITORY ->
                    "have the repository created first at "
                            + registry
                            + " (on Amazon ECR: aws ecr create-repository --repository-name <name>), or name one"
                            + " that exists in --to; then run the same command again.";
            case WRITE_REFUSED ->
                    "ask whoever runs "
                            + registry
                            + " whether the repository must be created there first, whether it takes content of"
                            + " this kind and size, and whether it is set to read-only.";
            case NO_ROOM ->
                    "ask whoever runs "
                            + registry
                            + " to make room on its disk, then run the same command again; what has arrived is"
                            + " not sent again.";
        };
    }

    private static String conflict(Obstacle.Conflict.Reason reason) {
        return switch (reason) {
            case SOURCE_TAG_MOVED ->
                    "run the same command again when the publisher has finished, or name the digest you mean in --from.";
            case DESTINATION_TAG_MOVED ->
                    "find out who else publishes to this destination, then run the same command again.";
            case TAG_REFUSED ->
                    "choose a new tag in --to, or ask whoever runs the registry, which keeps its tags as they"
                            + " are, to remove the old one.";
            case ATTACHMENT_TAG_REFUSED ->
                    "have whoever runs the registry leave tags that begin with sha256- out of its rule of"
                            + " immutable tags, or ask the publisher to sign in the sigstore bundle format (cosign 3)."
                            + " Another tag in --to does not help.";
            case EVIDENCE_COLLIDES ->
                    "choose another repository in --to, or ask whoever runs the destination to remove the old"
                            + " evidence, which cannot stand beside the source's.";
            case OUTPUT_FOLDER_IN_USE ->
                    "wait until the other seed has ended, or choose another folder with --out.";
        };
    }

    private static String loginUnusable(Obstacle.LoginUnusable login) {
        String culprit = login.attempt().artifact().orElse("it");
        return switch (login.reason()) {
            case FILE ->
                    "correct "
                            + culprit
                            + ", or log in anew with \"skopeo login\"; --authfile names another file.";
            case HELPER_ABSENT ->
                    "put "
                            + culprit
                            + " where PATH finds it, or take it out of the login file named above and log in"
                            + " anew with \"skopeo login\"; --authfile names another file.";
            case HELPER_FAILED ->
                    "unlock or repair "
                            + culprit
                            + ", or take it out of the login file named above and log in anew with \"skopeo"
                            + " login\"; --authfile names another file.";
        };
    }

    private static String toolMissing(Obstacle.ToolMissing.Reason reason) {
        return switch (reason) {
            case ABSENT, TOO_OLD ->
                    "install skopeo 1.9.3 or newer: apt-get install skopeo, dnf install skopeo or brew install"
                            + " skopeo; see https://github.com/containers/skopeo.";
            case NO_CONTAINER_POLICY ->
                    "install the package that brings it (containers-common; on Debian"
                            + " golang-github-containers-common), or write one: containers-policy.json(5).";
        };
    }
}
