package io.eventbus.docs;

import io.eventbus.event.EventType;
import io.eventbus.event.IntegrationEvent;
import io.eventbus.test.contract.Compatibility;
import io.eventbus.test.contract.EventContracts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The code of the page about contracts; it compares with the schema that lies beside the tests. */
class ContractGuideTest {

  @EventType("quiz.rated")
  record QuizRated(String quizId, int stars, @Nullable String comment)
      implements IntegrationEvent {}

  // docs:contract
  @Test
  void contractsStayCompatible() {
    EventContracts.in(Path.of("src/test/contracts"))
        .assertCompatible(Compatibility.FULL, QuizRated.class);
  }
  // docs:end
}
