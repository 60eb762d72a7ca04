package io.eventbus.examples.content.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.examples.content.Golden;
import io.eventbus.publish.PublishOptions;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContentChangedTest {

  private static final UUID ID = UUID.fromString("7a0e6f52-1111-4c8e-9a51-0d7c1b2e3f40");
  private static final UUID PARENT = UUID.fromString("7a0e6f52-2222-4c8e-9a51-0d7c1b2e3f40");

  @ParameterizedTest
  @EnumSource(ContentType.class)
  void isOnTheWireAsItAlwaysWas(ContentType type) {
    var content =
        new Content(
            ID,
            type,
            "Žofie's " + type.text(),
            type == ContentType.RESOURCE ? "Two halves" : null,
            type.parent() == null ? null : PARENT,
            type == ContentType.QUESTION ? "3/4" : null,
            1);

    var written =
        Golden.of(content.changed("created"), PublishOptions.defaults())
            + "\n"
            + Golden.of(content.next().changed("updated"), PublishOptions.defaults())
            + "\n"
            + Golden.of(content.next().next().changed("deleted"), PublishOptions.defaults());

    assertThat(written).isEqualTo(Golden.read("content-" + type.text() + ".golden"));
  }
}
