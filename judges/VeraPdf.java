import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Asks veraPDF about files, each by the profile named before it: `ua1 book.pdf 2a book.pdf`. A line
 * of tabulators for each: PASS, FAIL or ERROR, the profile, the file; and one for each rule that is
 * broken: RULE, its number, how often, what it says.
 */
public final class VeraPdf {
  public static void main(String[] pairs) {
    VeraGreenfieldFoundryProvider.initialise();
    for (int at = 0; at + 1 < pairs.length; at += 2) {
      PDFAFlavour profile = PDFAFlavour.byFlavourId(pairs[at]);
      String name = pairs[at] + "\t" + pairs[at + 1];
      try (InputStream stream = new FileInputStream(pairs[at + 1]);
          PDFAParser parser = Foundries.defaultInstance().createParser(stream, profile);
          PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
        ValidationResult result = validator.validate(parser);
        System.out.println((result.isCompliant() ? "PASS\t" : "FAIL\t") + name);
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, String> words = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
          if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
          String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
          counts.merge(rule, 1, Integer::sum);
          words.putIfAbsent(rule, assertion.getMessage().replaceAll("\\s+", " "));
        }
        counts.forEach((rule, count) ->
            System.out.println("RULE\t" + rule + "\t" + count + "\t" + words.get(rule)));
      } catch (Throwable trouble) {
        System.out.println("ERROR\t" + name + "\n" + "RULE\t-\t1\t" + trouble);
      }
    }
  }
}
