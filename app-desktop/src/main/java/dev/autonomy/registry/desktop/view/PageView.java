package dev.autonomy.registry.desktop.view;

import javafx.scene.Node;

/** One page of the window. */
interface PageView {

    Node node();

    /** Puts the focus where the page begins. */
    void enter();

    /** Lays the page out anew for this much room. */
    void fit(Width width);
}
