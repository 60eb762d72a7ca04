package io.eventbus.consume;

import io.eventbus.codec.EventHeader;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Headers read as text when a handler first asks for them: most never do. */
final class HeaderTexts extends AbstractMap<String, String> {

  private final List<EventHeader> headers;
  private volatile @Nullable Map<String, String> texts;

  HeaderTexts(List<EventHeader> headers) {
    this.headers = headers;
  }

  private Map<String, String> texts() {
    var known = texts;
    if (known == null) {
      var read = new HashMap<String, String>();
      headers.forEach(header -> read.put(header.name(), header.text()));
      known = Collections.unmodifiableMap(read);
      texts = known;
    }
    return known;
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return texts().entrySet();
  }

  @Override
  public @Nullable String get(Object name) {
    return texts().get(name);
  }

  @Override
  public boolean containsKey(Object name) {
    return texts().containsKey(name);
  }
}
