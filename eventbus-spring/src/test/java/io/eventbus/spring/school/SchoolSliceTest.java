package io.eventbus.spring.school;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventbus.publish.EventPublisher;
import io.eventbus.spring.test.EventBusTest;
import io.eventbus.spring.test.TestBus;
import io.eventbus.test.publish.RecordingPublisher;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@EventBusTest(TestBus.RECORDING)
class SchoolSliceTest {

  @Autowired ApplicationContext context;

  @Test
  void hasTheHandlersAndNoneOfTheRest() {
    assertThat(context.getBeanNamesForType(Welcome.class)).hasSize(1);
    assertThat(context.getBeanNamesForType(Teachers.class)).isEmpty();
    assertThat(context.getBeanNamesForType(DataSource.class)).isEmpty();
  }

  @Test
  void hasTheRecorderWhereItWasAskedFor() {
    assertThat(context.getBean(EventPublisher.class)).isInstanceOf(RecordingPublisher.class);
  }
}
