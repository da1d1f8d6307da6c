package dev.understudy.sim.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.base.Bytes;
import dev.understudy.disk.DiskRequest;
import dev.understudy.disk.SharedDisk;
import dev.understudy.hypervisor.device.PendingIo;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Which blocks of a disk that comes with a clone may be otherwise than its source wrote them. */
class OwnDiskModelTest {
  private static final long BLOCKS = 16;

  private final OwnDiskModel model = new OwnDiskModel(BLOCKS);
  private final SharedDisk came = SharedDisk.create(BLOCKS, 1, SharedDisk.NOBODY);

  @Test
  void theBlockOfAWriteUnderWayMayBeAsBeforeOrAfter() {
    write(1, 3, 'a');
    written(3, 'a');
    write(2, 5, 'b');

    came.load(3, block('a'));
    assertThat(model.wrongBlockOnArrival(came)).isEqualTo(-1);
    came.load(5, block('b'));
    assertThat(model.wrongBlockOnArrival(came)).isEqualTo(-1);
  }

  /** Before, one write under way excused every block. */
  @Test
  void anotherBlockMayNot() {
    write(1, 3, 'a');
    written(3, 'a');
    write(2, 5, 'b');

    assertThat(model.wrongBlockOnArrival(came)).as("lost").isEqualTo(3);
    came.load(3, block('a'));
    came.load(7, block('c'));
    assertThat(model.wrongBlockOnArrival(came)).as("never written").isEqualTo(7);
  }

  private void write(long request, long block, char what) {
    model.ask(new PendingIo(request, true, block, 1, 0, 0, block(what)));
  }

  private void written(long block, char what) {
    model.written(new DiskRequest.Write(1, 1, block, block(what)));
  }

  private static Bytes block(char what) {
    byte[] bytes = new byte[SharedDisk.BLOCK_BYTES];
    Arrays.fill(bytes, (byte) what);
    return Bytes.wrap(bytes);
  }
}
