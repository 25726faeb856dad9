package io.ripeline.definition;

import io.ripeline.json.StrictJson;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The smallest document without a problem, to be spoilt by a test.
final class Document {

    private static final String SMALLEST = """
            {"objects": [
               {"key": "customer", "label": L, "nameField": "name", "fields": [
                  {"key": "name", "label": L, "type": "text"},
                  {"key": "grade", "label": L, "type": "select"}]},
               {"key": "contact", "label": L, "nameField": "name", "fields": [
                  {"key": "name", "label": L, "type": "text"},
                  {"key": "customer", "label": L, "type": "lookup", "target": "customer"}]},
               {"key": "deal", "label": L, "nameField": "name", "fields": [
                  {"key": "name", "label": L, "type": "text"},
                  {"key": "stage", "label": L, "type": "select"},
                  {"key": "amount", "label": L, "type": "currency"}]},
               {"key": "product", "label": L, "nameField": "name", "fields": [
                  {"key": "name", "label": L, "type": "text"}]},
               {"key": "activity", "label": L, "about": true, "fields": [
                  {"key": "kind", "label": L, "type": "select", "options": [{"key": "call", "label": L}]},
                  {"key": "outcome", "label": L, "type": "select", "options": [{"key": "connected", "label": L}]},
                  {"key": "duration_seconds", "label": L, "type": "integer"},
                  {"key": "note", "label": L, "type": "long_text"},
                  {"key": "started_at", "label": L, "type": "date_time"}]},
               {"key": "follow_up", "label": L, "about": true, "fields": [
                  {"key": "due_on", "label": L, "type": "date"},
                  {"key": "original_due_on", "label": L, "type": "date"},
                  {"key": "channel", "label": L, "type": "select", "options": [{"key": "call", "label": L}]},
                  {"key": "purpose", "label": L, "type": "text"},
                  {"key": "state", "label": L, "type": "select", "options": [{"key": "open", "label": L}]},
                  {"key": "reason", "label": L, "type": "text"},
                  {"key": "rule", "label": L, "type": "text"},
                  {"key": "rule_version", "label": L, "type": "integer"},
                  {"key": "step", "label": L, "type": "integer"},
                  {"key": "closed_at", "label": L, "type": "date_time"}]}],
             "gradeScales": [{"object": "customer", "field": "grade", "grades": [
                {"key": "a", "label": L, "ripeness": 90, "cadence": "weekly"}]}],
             "funnels": [{"key": "sales", "object": "deal", "field": "stage", "label": L, "stages": [
                {"key": "open", "label": L, "kind": "open", "criteria": [
                   {"key": "sized", "label": L, "when": "amount > 0"}]},
                {"key": "won", "label": L, "kind": "won"}]}],
             "cadences": [{"key": "weekly", "label": L, "object": "customer", "steps": [
                {"after": {"days": 7, "calendar": "calendar"}, "channel": "call"}]}],
             "calendars": [{"key": "default", "label": L, "workdays": ["mon"], "holidays": ["2026-10-01"]}],
             "roles": [
                {"key": "admin", "label": L, "permissions": {"admin": true, "scope": "all", "objects": {"*": ["read"]}}},
                {"key": "rep", "label": L, "parent": "admin", "permissions": {"scope": "own", "objects": {"*": ["read", "update"]}}}],
             "layouts": [{"object": "deal", "card": ["amount"]}],
             "views": [{"key": "all", "object": "deal", "label": L, "columns": ["name", "owner_id"]}]}""".replace("L,", "{\"zh-CN\": \"名\", \"en\": \"Name\"},")
            .replace("L}", "{\"zh-CN\": \"名\", \"en\": \"Name\"}}");

    private final JsonNode tree = StrictJson.MAPPER.readTree(SMALLEST);

    /// Puts a value at a pointer; `-` at its end appends to a list.
    Document with(String pointer, String json) {
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode parent = tree.at(at.head());
        String last = at.last().getMatchingProperty();
        JsonNode value = StrictJson.MAPPER.readTree(json);
        switch (parent) {
            case ObjectNode object -> object.set(last, value);
            case ArrayNode array when last.equals("-") -> array.add(value);
            case ArrayNode array -> array.set(Integer.parseInt(last), value);
            default -> throw new IllegalArgumentException("Nothing to put into at " + pointer);
        }
        return this;
    }

    /// Takes the value at a pointer away.
    Document without(String pointer) {
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode parent = tree.at(at.head());
        switch (parent) {
            case ObjectNode object -> object.remove(at.last().getMatchingProperty());
            case ArrayNode array -> array.remove(at.last().getMatchingIndex());
            default -> throw new IllegalArgumentException("Nothing to take from at " + pointer);
        }
        return this;
    }

    String json() {
        return tree.toString();
    }

    Definition definition() {
        return StrictJson.read(json(), Definition.class);
    }

    Compiled compiled() {
        return Compiler.compile(definition(), 7, "t_x");
    }
}
