package io.eventbus.test.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Walks through two schemas side by side. Knows the keywords that {@link
 * io.eventbus.codec.EventSchema} writes, and refuses those that would say more.
 */
final class SchemaComparison {

  private static final Set<String> NOT_COMPARED =
      Set.of("oneOf", "allOf", "not", "if", "patternProperties", "$defs", "const", "pattern");

  /** From the narrowest on; what has no such format has no limit. */
  private static final List<String> WIDTHS = List.of("int32", "int64", "float", "double");

  private record Pair(JsonNode stored, JsonNode current) {}

  private final JsonNode storedRoot;
  private final JsonNode currentRoot;
  private final List<ContractChange> changes = new ArrayList<>();
  private final Set<Pair> seen = new HashSet<>();

  private SchemaComparison(JsonNode storedRoot, JsonNode currentRoot) {
    this.storedRoot = storedRoot;
    this.currentRoot = currentRoot;
  }

  static List<ContractChange> of(JsonNode stored, JsonNode current) {
    var comparison = new SchemaComparison(stored, current);
    comparison.compare("", stored, current);
    return comparison.changes;
  }

  private void compare(String path, JsonNode storedAsIs, JsonNode currentAsIs) {
    var stored = resolved(storedRoot, storedAsIs);
    var current = resolved(currentRoot, currentAsIs);
    if (!seen.add(new Pair(stored, current))) {
      return; // a recursion
    }
    var before = types(stored);
    var now = types(current);
    boolean backward = takesAll(now, before);
    boolean forward = takesAll(before, now);
    if (!backward || !forward) {
      change(path, "was " + words(before) + ", is " + words(now), backward, forward);
      return;
    }
    formats(path, stored.path("format"), current.path("format"));
    values(path, stored, current);
    members(path, stored, current);
    part(path, "items", stored, current);
    part(path, "additionalProperties", stored, current);
  }

  private void change(String path, String description, boolean backward, boolean forward) {
    changes.add(
        new ContractChange(
            path.isEmpty() ? "/" : path, description, Compatibility.of(backward, forward)));
  }

  private static JsonNode resolved(JsonNode root, JsonNode schema) {
    schema
        .propertyNames()
        .forEach(
            keyword -> {
              if (NOT_COMPARED.contains(keyword)) {
                throw new IllegalArgumentException(
                    "schema keyword '" + keyword + "' is not compared: store the schema anew");
              }
            });
    var choice = schema.path("anyOf");
    var reference = (choice.isArray() ? choice.path(0) : schema).path("$ref");
    return reference.isString() ? root.at(reference.asString().substring(1)) : schema;
  }

  /** Without null, which is the same as a missing member; none stands for any. */
  private static Set<String> types(JsonNode schema) {
    var types = new LinkedHashSet<String>();
    var type = schema.path("type");
    if (type.isString()) {
      types.add(type.asString());
    }
    type.forEach(one -> types.add(one.asString()));
    types.remove("null");
    return types;
  }

  private static boolean takesAll(Set<String> reader, Set<String> written) {
    if (reader.isEmpty()) {
      return true;
    }
    return !written.isEmpty()
        && written.stream()
            .allMatch(
                type ->
                    reader.contains(type) || (type.equals("integer") && reader.contains("number")));
  }

  private static String words(Set<String> types) {
    return types.isEmpty() ? "any value" : String.join(" or ", types);
  }

  private void formats(String path, JsonNode stored, JsonNode current) {
    var before = stored.asString("");
    var now = current.asString("");
    if (!before.equals(now)) {
      change(
          path,
          "was " + format(before) + ", is " + format(now),
          takesFormat(now, before),
          takesFormat(before, now));
    }
  }

  private static String format(String format) {
    return format.isEmpty() ? "of no special format" : format;
  }

  private static boolean takesFormat(String reader, String written) {
    if (reader.isEmpty()) {
      return true;
    }
    int readerWidth = WIDTHS.indexOf(reader);
    int writtenWidth = WIDTHS.indexOf(written);
    return writtenWidth >= 0 && writtenWidth <= readerWidth;
  }

  private void values(String path, JsonNode stored, JsonNode current) {
    var before = texts(stored.path("enum"));
    var now = texts(current.path("enum"));
    if (!before.equals(now)) {
      change(
          path,
          "values were " + allowed(before) + ", are " + allowed(now),
          now.isEmpty() || (!before.isEmpty() && now.containsAll(before)),
          before.isEmpty() || (!now.isEmpty() && before.containsAll(now)));
    }
  }

  private static String allowed(Set<String> values) {
    return values.isEmpty() ? "any" : values.toString();
  }

  /** The elements of an array, without null. */
  private static Set<String> texts(JsonNode array) {
    var texts = new LinkedHashSet<String>();
    array.forEach(
        element -> {
          if (!element.isNull()) {
            texts.add(element.asString());
          }
        });
    return texts;
  }

  private void members(String path, JsonNode stored, JsonNode current) {
    var requiredBefore = texts(stored.path("required"));
    var requiredNow = texts(current.path("required"));
    for (var member : stored.path("properties").properties()) {
      var name = member.getKey();
      var now = current.path("properties").path(name);
      boolean before = requiredBefore.contains(name);
      if (now.isMissingNode()) {
        change(
            path + "/" + name,
            before ? "is gone, and old readers need it" : "is gone; old readers can do without",
            true,
            !before);
      } else {
        required(path + "/" + name, before, requiredNow.contains(name));
        compare(path + "/" + name, member.getValue(), now);
      }
    }
    for (var member : current.path("properties").properties()) {
      var name = member.getKey();
      if (!stored.path("properties").has(name)) {
        boolean needed = requiredNow.contains(name);
        change(
            path + "/" + name,
            needed
                ? "is new and required, and old events lack it: let it be @Nullable or Optional"
                : "is new; old events lack it",
            !needed,
            true);
      }
    }
  }

  private void required(String path, boolean before, boolean now) {
    if (before && !now) {
      change(path, "may be null or missing now, and old readers need it", true, false);
    } else if (!before && now) {
      change(path, "is required now, and old events may lack it", false, true);
    }
  }

  private void part(String path, String keyword, JsonNode stored, JsonNode current) {
    var before = stored.path(keyword);
    var now = current.path(keyword);
    if (before.isObject() && now.isObject()) {
      compare(path + "/*", before, now);
    } else if (before.isObject() != now.isObject()) {
      change(path, "was " + shape(before) + ", is " + shape(now), false, false);
    }
  }

  private static String shape(JsonNode part) {
    return part.isObject() ? "a map or a list of one type" : "an object with named members";
  }
}
