package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.VisibleText;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The wizard's words, from its resource bundle; numbers in them follow the locale. */
public final class Texts {

    private static final String BUNDLE = "dev.autonomy.registry.desktop.wizard.texts";

    private final Locale locale;
    private final ResourceBundle bundle;

    public Texts(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(BUNDLE, locale);
    }

    public Locale locale() {
        return locale;
    }

    /**
     * The text under this key, filled with the arguments.
     *
     * @throws java.util.MissingResourceException when there is none
     */
    public String of(String key, Object... arguments) {
        return filled(bundle.getString(key), arguments);
    }

    /** The text under this key with its strong and code parts. */
    public RichText rich(String key, Object... arguments) {
        return RichText.parse(bundle.getString(key), part -> filled(part, arguments));
    }

    /** The texts under {@code key.1}, {@code key.2} and so on. */
    public List<RichText> steps(String key, Object... arguments) {
        return IntStream.iterate(1, i -> bundle.containsKey(key + "." + i), i -> i + 1)
                .mapToObj(i -> rich(key + "." + i, arguments))
                .toList();
    }

    /** Numbers are formatted; whatever else is filled in may come from outside. */
    private static Object visible(Object argument) {
        return argument instanceof Number ? argument : VisibleText.of(argument.toString());
    }

    private String filled(String pattern, Object... arguments) {
        Object[] visible = Stream.of(arguments).map(Texts::visible).toArray();
        return new MessageFormat(pattern, locale).format(visible);
    }
}
