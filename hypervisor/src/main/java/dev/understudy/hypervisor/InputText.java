package dev.understudy.hypervisor;

/** Words for what the world offers a guest, for timelines and diagrams. */
public final class InputText {
  private static final Words WORDS = new Words();

  private InputText() {}

  public static String of(Input input) {
    return input.match(WORDS);
  }

  private static final class Words implements Input.Cases<String> {
    @Override
    public String timerDue(Input.TimerDue input) {
      return "timer due";
    }

    @Override
    public String frameArrived(Input.FrameArrived input) {
      return "frame from a client";
    }

    @Override
    public String keyTyped(Input.KeyTyped input) {
      return "key " + input.key();
    }

    @Override
    public String mouseMoved(Input.MouseMoved input) {
      return "mouse";
    }

    @Override
    public String diskAnswered(Input.DiskAnswered input) {
      return "disk request " + input.requestId() + " answered";
    }

    @Override
    public String ordered(Input.Ordered input) {
      return "operator: " + input.control().text();
    }
  }
}
