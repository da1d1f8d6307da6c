package dev.understudy.experiment.mutant;
class Probe2 {
  public static void main(String[] a) {
    for (Forgery f : Forgery.all()) {
      try { var p = f.places(); System.out.println((p.size()==1 && f.isMeant(p.first()) ? "ok " : "NO ") + f.name() + " " + f.place() + " " + p); }
      catch (Exception e) { System.out.println("EX " + f.name() + " " + e); e.printStackTrace(System.out);}
    }
  }
}
