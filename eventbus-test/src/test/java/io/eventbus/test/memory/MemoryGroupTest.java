package io.eventbus.test.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class MemoryGroupTest {

  private final List<MemoryTopic> topics =
      List.of(new MemoryTopic("a", 6, Map.of()), new MemoryTopic("b", 5, Map.of()));
  private final MemoryGroup group = new MemoryGroup("g");

  @Test
  void membersKeepWhatTheyHaveAsFarAsThatIsFair() {
    var one = join("a", "b");
    assertThat(one.target()).hasSize(11);
    var before = Set.copyOf(one.target());

    var two = join("a", "b");
    assertThat(one.target()).hasSize(6).isSubsetOf(before);
    assertThat(two.target()).hasSize(5).doesNotContainAnyElementsOf(one.target());

    group.leave(one, topics);
    assertThat(two.target()).isEqualTo(before);
  }

  @Test
  void nobodyGetsWhatItDoesNotWant() {
    var one = join("a");
    var two = join("b");

    assertThat(one.target()).hasSize(6).allMatch(each -> each.topic().equals("a"));
    assertThat(two.target()).hasSize(5).allMatch(each -> each.topic().equals("b"));
  }

  @Test
  void aPartitionIsTakenWhenTheOtherHasGivenItUp() {
    var one = join("a");
    settle(one);
    var two = join("a");

    assertThat(two.next()).isEqualTo(new GroupMember.Move(false, List.of()));
    assertThat(two.next()).isNull();
    var given = one.next();
    assertThat(given.revokes()).isTrue();
    assertThat(two.next()).isNull();
    one.gave(given.partitions());
    assertThat(two.next().partitions()).containsExactlyInAnyOrderElementsOf(given.partitions());
    assertThat(group.settled()).isFalse();
    settle(one);
    assertThat(group.settled()).isTrue();
  }

  @Test
  void aPartitionNeverHasTwoOwnersAndAllAreSharedFairly() {
    var random = new Random(7);
    var members = new ArrayList<GroupMember>();
    for (int i = 0; i < 500; i++) {
      if (members.size() < 2 || (members.size() < 12 && random.nextBoolean())) {
        members.add(join("a", "b"));
      } else {
        group.leave(members.remove(random.nextInt(members.size())), topics);
      }
      for (int steps = random.nextInt(4); steps > 0; steps--) {
        step(members.get(random.nextInt(members.size())));
      }
      assertOneOwner(members);
    }
    for (int i = 0; i < 3; i++) {
      members.forEach(MemoryGroupTest::settle);
    }
    assertThat(group.settled()).isTrue();
    var sizes = members.stream().mapToInt(member -> member.owned().size()).summaryStatistics();
    assertThat(sizes.getSum()).isEqualTo(11);
    assertThat(sizes.getMax() - sizes.getMin()).isLessThanOrEqualTo(1);
  }

  private static void assertOneOwner(List<GroupMember> members) {
    var owned = new HashSet<TopicPartition>();
    members.forEach(
        member ->
            member.owned().forEach(each -> assertThat(owned.add(each)).as("%s", each).isTrue()));
  }

  private GroupMember join(String... names) {
    var member = group.join();
    member.subscribe(Set.of(names)::contains);
    group.share(topics);
    return member;
  }

  private static void settle(GroupMember member) {
    while (step(member)) {}
  }

  private static boolean step(GroupMember member) {
    var move = member.next();
    if (move != null && move.revokes()) {
      member.gave(move.partitions());
    }
    return move != null;
  }
}
