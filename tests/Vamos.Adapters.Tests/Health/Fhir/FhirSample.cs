namespace Vamos.Adapters.Tests.Health.Fhir;

using System.Text.Json.Nodes;

/// <summary>A page with a resource of every type, and ways to spoil it.</summary>
public static class FhirSample
{
    public const string Rich = """
        {"resourceType":"Bundle","type":"searchset","total":4,"link":[{"relation":"self","url":"x"}],"entry":[
        {"fullUrl":"x","search":{"mode":"match"},"resource":{"resourceType":"Patient","id":"p1","meta":{"versionId":"1","lastUpdated":"2026-01-01T00:00:00.000Z"},
          "contained":[{"resourceType":"Organization","id":"o","name":"IPS"}],
          "identifier":[{"use":"official","system":"http://www.mspbs.gov.py/fhir/sid/cedula","value":"1234567","period":{"start":"2000"}}],"active":true,
          "name":[{"use":"official","family":"Vera Rojas","_family":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/humanname-fathers-family","valueString":"Vera"}]},"given":["Ana","Luz"]},
            {"use":"maiden","family":"Vera"}],"gender":"female","birthDate":"1990-05","deceasedBoolean":false,
          "maritalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus","code":"M"}]},
          "address":[{"use":"home","district":"Villeta","state":"Central","country":"PY","extension":[{"url":"u","valueCode":"1116"}]}],
          "link":[{"type":"seealso","other":{"reference":"Patient/p1"}}]}},
        {"resource":{"resourceType":"Immunization","id":"v1","status":"completed","vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"19","display":"BCG"}],"text":"BCG"},
          "patient":{"reference":"Patient/p1"},"occurrenceDateTime":"1990-06-01","location":{"reference":"Location/l"},"performer":[{"actor":{"reference":"Organization/o","display":"X"}}],
          "protocolApplied":[{"doseNumberPositiveInt":1},{"doseNumberString":"2"}]}},
        {"resource":{"resourceType":"Coverage","id":"c1","status":"active","contained":[{"resourceType":"Organization","id":"o","name":"IPS"}],"subscriber":{"reference":"Patient/p1"},
          "beneficiary":{"reference":"Patient/p1"},"relationship":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/subscriber-relationship","code":"self"}]},
          "period":{"start":"2020-01-01","end":"2021"},"payor":[{"reference":"#o"}]}},
        {"resource":{"resourceType":"Encounter","id":"e1","status":"finished","subject":{"reference":"Patient/p1"},"period":{"start":"2025-03-01T10:00:00-03:00"},
          "type":[{"coding":[{"system":"http://snomed.info/sct","code":"424525001"}]}],"reasonCode":[{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"E44.1"}]}]}}]}
        """;

    /// <summary>The sample with one of its values replaced.</summary>
    public static string Replaced(int place, string value, string? sample = null)
    {
        JsonNode root;
        try
        {
            root = JsonNode.Parse(sample ?? Rich)!;
            var nodes = new List<JsonNode>();
            Collect(root, nodes);
            if (nodes.Count == 0)
                return value;
            var node = nodes[place % nodes.Count];
            const string Mark = "\"the-mark\"";
            node.ReplaceWith(JsonValue.Create("the-mark"));
            return root.ToJsonString().Replace(Mark, value, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            // An earlier change has made it something that this generator cannot read.
            return sample!;
        }
    }

    private static void Collect(JsonNode? node, List<JsonNode> nodes)
    {
        if (node?.Parent is not null)
            nodes.Add(node);
        if (node is JsonObject branch)
        {
            foreach (var (_, child) in branch)
                Collect(child, nodes);
        }
        else if (node is JsonArray list)
        {
            foreach (var child in list)
                Collect(child, nodes);
        }
    }
}
