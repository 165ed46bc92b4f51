package dev.autonomy.registry.adapter.login;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One challenge of a {@code WWW-Authenticate} header (RFC 9110, 11.6.1): a scheme in lower case and
 * its parameters, whose names are in lower case.
 */
record Challenge(String scheme, Map<String, String> parameters) {

    private static final int MAX_HEADER = 8 << 10;

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** The challenges of all the headers in order; reading stops where one is not understood. */
    static List<Challenge> parse(List<String> headers) {
        List<Challenge> challenges = new ArrayList<>();
        headers.stream()
                .filter(header -> header.length() <= MAX_HEADER)
                .forEach(header -> challenges.addAll(new Scanner(header).challenges()));
        return challenges;
    }

    private static final class Scanner {

        private final String text;
        private int at;

        Scanner(String text) {
            this.text = text;
        }

        List<Challenge> challenges() {
            List<Challenge> challenges = new ArrayList<>();
            skip(" \t,");
            while (at < text.length()) {
                String scheme = token();
                if (scheme.isEmpty()) {
                    return challenges;
                }
                skip(" \t");
                challenges.add(new Challenge(scheme.toLowerCase(Locale.ROOT), parameters()));
                skip(" \t,");
            }
            return challenges;
        }

        private Map<String, String> parameters() {
            Map<String, String> parameters = new LinkedHashMap<>();
            while (at < text.length()) {
                int start = at;
                String name = token();
                skip(" \t");
                if (name.isEmpty() || !take('=')) {
                    at = start;
                    break;
                }
                skip(" \t");
                Optional<String> value = take('"') ? quoted() : Optional.of(token());
                if (value.isEmpty()) {
                    at = text.length();
                    break;
                }
                parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value.get());
                skip(" \t");
                if (!take(',')) {
                    break;
                }
                skip(" \t,");
            }
            return parameters;
        }

        /** The rest of a quoted string; empty when it has no end. */
        private Optional<String> quoted() {
            StringBuilder value = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"') {
                    return Optional.of(value.toString());
                }
                if (c == '\\' && at < text.length()) {
                    c = text.charAt(at++);
                }
                value.append(c);
            }
            return Optional.empty();
        }

        private String token() {
            int start = at;
            while (at < text.length() && isTokenChar(text.charAt(at))) {
                at++;
            }
            return text.substring(start, at);
        }

        private static boolean isTokenChar(char c) {
            return c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
        }

        private boolean take(char wanted) {
            if (at < text.length() && text.charAt(at) == wanted) {
                at++;
                return true;
            }
            return false;
        }

        private void skip(String characters) {
            while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }
    }
}
