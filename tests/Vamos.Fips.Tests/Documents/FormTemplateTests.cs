namespace Vamos.Fips.Tests.Documents;

using Google.Protobuf.Reflection;
using Vamos.Fips.Documents;
using Vamos.Fips.Tests.Lab;
using Vamos.Fips.V1;
using Vamos.Fips.Validation;

public sealed class FormTemplateTests
{
    // Set by the hub; nobody fills them in.
    private static readonly string[] OfTheHub = ["quality_of_life_index", "provenance", "update_time", "conflicts", "household_changes"];

    [Fact]
    public void Template_is_a_form_without_a_fault() =>
        Assert.Empty(FormValidator.Validate(FormTemplate.Example(), SoundForm.Today));

    [Fact]
    public void Every_field_that_can_be_filled_in_stands_in_the_template()
    {
        var keys = FormTemplate.Yaml.Split('\n').Where(line => !line.TrimStart().StartsWith('#'))
            .Select(line => line.TrimStart(' ', '-').Split(':')[0]).ToHashSet();

        var missing = Fields(IntegratedProtectionForm.Descriptor, []).Where(field => !keys.Contains(field.Name) && field.ContainingType.Name != "Date");

        Assert.Empty(missing.Select(field => field.FullName));
    }

    [Fact]
    public void Every_answer_of_every_code_list_stands_in_the_template()
    {
        var codes = Fields(IntegratedProtectionForm.Descriptor, []).Where(field => field.FieldType == FieldType.Enum)
            .SelectMany(field => field.EnumType.Values).Where(value => value.Number != 0).Select(value => value.Name).Distinct();

        Assert.All(codes, code => Assert.Contains($"{code} ", FormTemplate.Yaml, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_answer_that_the_template_names_is_one_of_the_contract()
    {
        var codes = Fields(IntegratedProtectionForm.Descriptor, []).Where(field => field.FieldType == FieldType.Enum)
            .SelectMany(field => field.EnumType.Values).Select(value => value.Name).ToHashSet();

        var named = System.Text.RegularExpressions.Regex.Matches(FormTemplate.Yaml, "[A-Z]+(_[A-Z0-9]+)+").Select(match => match.Value);

        Assert.Empty(named.Except(codes));
    }

    private static IEnumerable<FieldDescriptor> Fields(MessageDescriptor type, HashSet<string> seen)
    {
        foreach (var field in type.Fields.InDeclarationOrder().Where(field => !(type == IntegratedProtectionForm.Descriptor && OfTheHub.Contains(field.Name))))
        {
            yield return field;
            if (field.FieldType != FieldType.Message || !seen.Add(field.MessageType.FullName))
                continue;
            foreach (var inner in Fields(field.MessageType, seen))
                yield return inner;
        }
    }
}
