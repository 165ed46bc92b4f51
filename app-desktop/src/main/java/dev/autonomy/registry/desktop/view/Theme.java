package dev.autonomy.registry.desktop.view;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.css.PseudoClass;
import javafx.scene.Parent;

/** The colours of the window, light or dark. */
public enum Theme {
    LIGHT(new PrimerLight()),
    DARK(new PrimerDark());

    private static final PseudoClass IS_DARK = PseudoClass.getPseudoClass("dark");

    private final atlantafx.base.theme.Theme colours;

    Theme(atlantafx.base.theme.Theme colours) {
        this.colours = colours;
    }

    static Theme of(ColorScheme scheme) {
        return switch (scheme) {
            case LIGHT -> LIGHT;
            case DARK -> DARK;
        };
    }

    void apply(Parent root) {
        Application.setUserAgentStylesheet(colours.getUserAgentStylesheet());
        root.pseudoClassStateChanged(IS_DARK, this == DARK);
    }
}
