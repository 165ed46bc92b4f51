package dev.autonomy.registry.desktop.view;

import atlantafx.base.controls.ToggleSwitch;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;

/** The theme's switch, which knows the mouse only, for the keyboard and for screen readers. */
final class Switch extends ToggleSwitch {

    Switch() {
        setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
        selectedProperty()
                .addListener(
                        (_, _, _) ->
                                notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTED));
        setOnKeyPressed(
                event -> {
                    if (event.getCode() == KeyCode.SPACE) {
                        fire();
                        event.consume();
                    }
                });
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.SELECTED
                ? isSelected()
                : super.queryAccessibleAttribute(attribute, parameters);
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        if (action == AccessibleAction.FIRE) {
            fire();
        } else {
            super.executeAccessibleAction(action, parameters);
        }
    }
}
