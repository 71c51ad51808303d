import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Asks veraPDF whether each file named keeps PDF/UA-1. One line a file: PASS or FAIL, how many rules were asked, the
 * file; below a FAIL one line for each rule that was broken. The jar has the profile, but not what usually reads it.
 */
public class PdfUa {
  private static final String PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml";

  public static void main(String[] files) throws Exception {
    Logger.getLogger("").setLevel(Level.SEVERE);
    VeraGreenfieldFoundryProvider.initialise();
    ValidationProfile profile = profile();
    for (String file : files) say(file, profile, asked(file, profile));
  }

  private static ValidationResult asked(String file, ValidationProfile profile) throws Exception {
    try (InputStream bytes = new FileInputStream(file);
        PDFAParser parser = Foundries.defaultInstance().createParser(bytes, profile.getPDFAFlavour());
        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, 10000, false, false, false)) {
      return validator.validate(parser);
    }
  }

  private static void say(String file, ValidationProfile profile, ValidationResult result) {
    System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + profile.getRules().size() + " " + file);
    Set<String> broken = new TreeSet<>();
    for (TestAssertion one : result.getTestAssertions()) {
      if (one.getStatus() != TestAssertion.Status.FAILED) continue;
      broken.add("  " + one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber() + " " + one.getMessage());
    }
    broken.forEach(System.out::println);
  }

  private static ValidationProfile profile() throws Exception {
    Element root;
    try (InputStream xml = PdfUa.class.getClassLoader().getResourceAsStream(PROFILE)) {
      root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
    }
    Set<Rule> rules = new HashSet<>();
    for (Element rule : all(root, "rule")) rules.add(rule(rule));
    Set<Variable> variables = new HashSet<>();
    for (Element one : all(root, "variable")) {
      variables.add(Profiles.variableFromValues(
          one.getAttribute("name"), one.getAttribute("object"), text(one, "defaultValue"), text(one, "value")));
    }
    PDFAFlavour flavour = PDFAFlavour.valueOf(root.getAttribute("flavour"));
    return Profiles.profileFromValues(
        flavour, Profiles.profileDetailsFromValues("PDF/UA-1", "", "", new Date(0)), "", rules, variables);
  }

  private static Rule rule(Element rule) {
    Element id = all(rule, "id").get(0);
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(
            PDFAFlavour.Specification.valueOf(id.getAttribute("specification")), id.getAttribute("clause"),
            Integer.parseInt(id.getAttribute("testNumber"))),
        rule.getAttribute("object"), rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
        rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
        Profiles.errorFromValues(text(rule, "message"), new ArrayList<>()), new ArrayList<>());
  }

  private static String text(Element parent, String tag) {
    List<Element> found = all(parent, tag);
    return found.isEmpty() ? "" : found.get(0).getTextContent().trim();
  }

  private static List<Element> all(Element parent, String tag) {
    NodeList nodes = parent.getElementsByTagName(tag);
    List<Element> found = new ArrayList<>();
    for (int place = 0; place < nodes.getLength(); place++) found.add((Element) nodes.item(place));
    return found;
  }
}
