package dev.understudy.browser.engine;

import dev.understudy.experiment.run.Run;
import dev.understudy.inspect.timeline.HostStates;
import dev.understudy.inspect.timeline.OutputHold;
import dev.understudy.inspect.timeline.TimelineEvent;
import dev.understudy.inspect.timeline.TimelineRecorder;
import dev.understudy.sim.client.Exchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a space-time picture of a run is drawn from. Events are columns, because there may be a
 * hundred thousand: each text and each actor stands once, and events name it by its number.
 */
final class SpaceTimePicture {
  private final Run run;
  private final TimelineRecorder recorder;
  private final Map<String, Integer> texts = new TreeMap<>();
  private final List<String> textsInOrder = new ArrayList<>();
  private final Map<String, Integer> actors = new TreeMap<>();
  private final List<String> actorsInOrder = new ArrayList<>();

  private SpaceTimePicture(ExploredRun explored) {
    this.run = explored.run();
    this.recorder = explored.recorder();
  }

  static Map<String, Object> of(ExploredRun explored) {
    return new SpaceTimePicture(explored).json();
  }

  private Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("endNs", run.world().nowNs());
    json.put("hosts", recorder.hosts());
    json.put("events", events());
    json.put(
        "sendings",
        recorder.sendings().stream().map(one -> List.of(one.event(), one.first())).toList());
    json.put("states", states());
    json.put("holds", holds());
    json.put("requests", requests());
    json.put("actors", actorsInOrder);
    json.put("texts", textsInOrder);
    return json;
  }

  private Map<String, Object> events() {
    List<Long> at = new ArrayList<>();
    List<Integer> who = new ArrayList<>();
    List<Integer> what = new ArrayList<>();
    List<Integer> causes = new ArrayList<>();
    for (TimelineEvent event : recorder.all()) {
      at.add(event.atNs());
      who.add(number(event.actor(), actors, actorsInOrder));
      what.add(number(event.text(), texts, textsInOrder));
      causes.add(event.cause());
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("atNs", at);
    json.put("actor", who);
    json.put("text", what);
    json.put("cause", causes);
    return json;
  }

  private static int number(String word, Map<String, Integer> known, List<String> inOrder) {
    @Nullable Integer number = known.get(word);
    if (number == null) {
      number = inOrder.size();
      known.put(word, number);
      inOrder.add(word);
    }
    return number;
  }

  private List<Map<String, Object>> states() {
    List<Map<String, Object>> states = new ArrayList<>();
    for (HostStates.Span span : HostStates.of(run, recorder).spans()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("host", span.host());
      json.put("state", span.state().meaning());
      json.put("executes", span.state().executes());
      json.put("live", span.state().live());
      json.put("fromNs", span.fromNs());
      json.put("untilNs", span.untilNs());
      states.add(json);
    }
    return states;
  }

  private List<Map<String, Object>> holds() {
    List<Map<String, Object>> holds = new ArrayList<>();
    for (OutputHold hold : OutputHold.in(run.trace(), HostStates.of(run, recorder))) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("host", recorder.hosts().get(hold.entry().host()));
      json.put("fromNs", hold.entry().atNs());
      json.put("untilNs", hold.untilNs());
      json.put("entry", hold.entry().index());
      json.put("output", hold.release() == null ? null : hold.release().outputIndex());
      json.put("kind", hold.release() == null ? null : hold.release().kind().text());
      holds.add(json);
    }
    return holds;
  }

  private List<Map<String, Object>> requests() {
    List<Map<String, Object>> requests = new ArrayList<>();
    for (Exchange exchange : run.world().clientPool().exchanges()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("client", exchange.client());
      json.put("what", exchange.request().toString());
      json.put("sentNs", exchange.sentNs());
      json.put("answeredNs", exchange.isAnswered() ? exchange.answeredNs() : null);
      requests.add(json);
    }
    return requests;
  }

  /**
   * The number of the first event in which two runs differ, which may be one that only one of them
   * has; -1 if there is none.
   */
  static int firstDifference(List<TimelineEvent> one, List<TimelineEvent> other) {
    int both = Math.min(one.size(), other.size());
    for (int i = 0; i < both; i++) {
      if (!one.get(i).equals(other.get(i))) {
        return i;
      }
    }
    return one.size() == other.size() ? -1 : both;
  }
}
