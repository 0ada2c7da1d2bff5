package org.commonplace.schemas;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A piece of a YAML document that knows its file, line and path, so that every later check can say
 * where a mistake is. Scalars keep the text as written: {@code NO} stays {@code NO}.
 */
public final class YamlNode {
  /** What a node is. */
  public enum Kind {
    MAPPING,
    LIST,
    SCALAR,
    NULL
  }

  private final String file;
  private final int line;
  private final String path;
  private final Kind kind;
  private final String text;
  private final Map<String, YamlNode> fields;
  private final List<YamlNode> items;

  private YamlNode(
      String file,
      int line,
      String path,
      Kind kind,
      String text,
      Map<String, YamlNode> fields,
      List<YamlNode> items) {
    this.file = file;
    this.line = line;
    this.path = path;
    this.kind = kind;
    this.text = text;
    this.fields = Collections.unmodifiableMap(fields);
    this.items = Collections.unmodifiableList(items);
  }

  /** Parses a document; a syntax mistake goes to {@code problems} and nothing is returned. */
  public static Optional<YamlNode> parse(DefinitionFile source, Problems problems) {
    Node root;
    try {
      root =
          new Yaml(new SafeConstructor(new LoaderOptions()))
              .compose(new StringReader(source.text()));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      problems.add(new Problem(source.path(), line, "", "is not YAML: " + e.getProblem(), ""));
      return Optional.empty();
    } catch (YAMLException e) {
      problems.add(new Problem(source.path(), 0, "", "is not YAML: " + e.getMessage(), ""));
      return Optional.empty();
    }
    if (root == null) {
      problems.add(new Problem(source.path(), 0, "", "is empty", "a YAML mapping"));
      return Optional.empty();
    }
    YamlNode node = of(root, source.path(), "", problems);
    if (node.kind() != Kind.MAPPING) {
      problems.add(node, "is not a mapping of fields", "a YAML mapping");
      return Optional.empty();
    }
    return Optional.of(node);
  }

  private static YamlNode of(Node node, String file, String path, Problems problems) {
    int line = node.getStartMark().getLine() + 1;
    if (node instanceof MappingNode mapping) {
      Map<String, YamlNode> fields = new LinkedHashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        int keyLine = tuple.getKeyNode().getStartMark().getLine() + 1;
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
          problems.add(new Problem(file, keyLine, path, "has a key that is not plain text", ""));
          continue;
        }
        String name = key.getValue();
        String childPath = path.isEmpty() ? name : path + "." + name;
        if (fields.containsKey(name)) {
          problems.add(new Problem(file, keyLine, childPath, "is given twice", ""));
          continue;
        }
        fields.put(name, of(tuple.getValueNode(), file, childPath, problems));
      }
      return new YamlNode(file, line, path, Kind.MAPPING, "", fields, List.of());
    }
    if (node instanceof SequenceNode sequence) {
      List<YamlNode> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(of(item, file, path + "[" + items.size() + "]", problems));
      }
      return new YamlNode(file, line, path, Kind.LIST, "", Map.of(), items);
    }
    ScalarNode scalar = (ScalarNode) node;
    Kind kind = Tag.NULL.equals(scalar.getTag()) ? Kind.NULL : Kind.SCALAR;
    return new YamlNode(file, line, path, kind, scalar.getValue(), Map.of(), List.of());
  }

  /** The file the node came from. */
  public String file() {
    return file;
  }

  /** The 1-based line the node starts on. */
  public int line() {
    return line;
  }

  /** The field names and positions that lead here, such as {@code schema[0].name}. */
  public String path() {
    return path;
  }

  public Kind kind() {
    return kind;
  }

  /** The text of a scalar as written; empty for anything else. */
  public String text() {
    return kind == Kind.SCALAR ? text : "";
  }

  /** The field of a mapping, if it is there. */
  public Optional<YamlNode> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** The fields of a mapping in the order of the file. */
  public Map<String, YamlNode> fields() {
    return fields;
  }

  /** The items of a list. */
  public List<YamlNode> items() {
    return items;
  }

  /**
   * The same node, with all below it, under another path: for values that have a name of their own.
   */
  public YamlNode at(String otherPath) {
    Map<String, YamlNode> movedFields = new LinkedHashMap<>();
    fields.forEach((name, child) -> movedFields.put(name, child.at(otherPath + "." + name)));
    List<YamlNode> movedItems = new ArrayList<>();
    for (YamlNode item : items) {
      movedItems.add(item.at(otherPath + "[" + movedItems.size() + "]"));
    }
    return new YamlNode(file, line, otherPath, kind, text, movedFields, movedItems);
  }
}
