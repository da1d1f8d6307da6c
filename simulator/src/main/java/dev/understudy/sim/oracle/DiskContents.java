package dev.understudy.sim.oracle;

import dev.understudy.disk.Bytes;
import dev.understudy.disk.SharedDisk;
import dev.understudy.hypervisor.device.Effect.DiskWriteIssued;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.DiskCompleted;
import dev.understudy.sim.oracle.Chronicle.Logged;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The disk holds what the surviving machine wrote: of each block the last write whose completion
 * the guest has seen, or one issued after it. Nothing acknowledged to the guest is lost, and
 * nothing stale lands late.
 */
public final class DiskContents implements Oracle {

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public String promise() {
    return "the disk holds the survivor's writes; nothing acknowledged is lost, nothing lands late";
  }

  /** What one write leaves in one block. */
  private record Version(long requestId, byte[] data) {}

  @Override
  public Verdict judge(Evidence evidence) {
    Findings findings = new Findings(name());
    TreeMap<Long, List<Version>> versions = new TreeMap<>();
    TreeSet<Long> completed = new TreeSet<>();
    for (Logged logged : evidence.lineage().entries()) {
      if (logged.output() instanceof DiskWriteIssued write) {
        addVersions(write.io(), versions);
      }
      if (logged.entry() instanceof DiskCompleted done && done.ok()) {
        completed.add(done.requestId());
      }
    }
    SharedDisk disk = evidence.world().disk();
    for (Map.Entry<Long, List<Version>> block : versions.entrySet()) {
      if (block.getKey() >= 0 && block.getKey() < disk.blockCount()) {
        findings.expect(
            isLegal(disk.block(block.getKey()), block.getValue(), completed),
            evidence.world().nowNs(),
            "block "
                + block.getKey()
                + " holds neither the last write the guest saw completed nor a later one");
      }
    }
    return findings.verdict();
  }

  private static void addVersions(PendingIo io, Map<Long, List<Version>> versions) {
    byte[] data = io.data().toArray();
    for (int i = 0; i < io.blocks(); i++) {
      int from = i * SharedDisk.BLOCK_BYTES;
      byte[] piece = Arrays.copyOfRange(data, from, from + SharedDisk.BLOCK_BYTES);
      versions
          .computeIfAbsent(io.block() + i, block -> new ArrayList<>())
          .add(new Version(io.requestId(), piece));
    }
  }

  private static boolean isLegal(Bytes held, List<Version> issued, Set<Long> completed) {
    byte[] bytes = held.toArray();
    boolean anyCompleted = false;
    for (int i = issued.size() - 1; i >= 0 && !anyCompleted; i--) {
      if (Arrays.equals(bytes, issued.get(i).data())) {
        return true;
      }
      anyCompleted = completed.contains(issued.get(i).requestId());
    }
    // Not one of the writes is known to be done: the block may be as it was at the beginning.
    return !anyCompleted && Arrays.equals(bytes, new byte[bytes.length]);
  }
}
