package dev.autonomy.misbuilt.desktop.wizard;

import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Label;

/** A view model that holds the label it should only feed. */
final class PaintsItself {

    final SimpleStringProperty text = new SimpleStringProperty();
    final Label label = new Label();
}
