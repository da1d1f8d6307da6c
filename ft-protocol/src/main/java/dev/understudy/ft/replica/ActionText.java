package dev.understudy.ft.replica;

/**
 * What a host does, in a few words with the host as their subject, for reports, timelines and
 * diagrams. A new kind of action does not compile until it has words, or is said to need none.
 */
public final class ActionText {
  private static final Words WORDS = new Words();

  private ActionText() {}

  /**
   * Words for an action. They are empty for what matters to the host alone (its timer and pace) and
   * for what it sends over the channel, where the decoded frame is put into words.
   */
  public static String of(Action action) {
    return action.match(WORDS);
  }

  private static final class Words implements Action.Cases<String> {
    @Override
    public String sendChannel(Action.SendChannel action) {
      return "";
    }

    @Override
    public String sendFrame(Action.SendFrame action) {
      return "sends output " + action.outputIndex();
    }

    @Override
    public String sendStorage(Action.SendStorage action) {
      return "asks for " + StorageText.of(action.request());
    }

    @Override
    public String showConsole(Action.ShowConsole action) {
      return "shows output " + action.outputIndex() + " on the console";
    }

    @Override
    public String announce(Action.Announce action) {
      return "claims the guest's address";
    }

    @Override
    public String armTimer(Action.ArmTimer action) {
      return "";
    }

    @Override
    public String disarmTimer(Action.DisarmTimer action) {
      return "";
    }

    @Override
    public String pace(Action.Pace action) {
      return "";
    }

    @Override
    public String end(Action.End action) {
      return "shows that the guest has ended: " + action.how().kind().text();
    }
  }
}
