namespace Vamos.Network.Tests;

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Common.V1;
using Vamos.Network.Documents;
using Vamos.ServiceNetwork.V1;

public sealed class FileTests
{
    private const string Good = """
        provider: mds
        services:
          - code: uno
            name: Servicio
            description: Descripción
            package: core
            pillar: social-integration
            categories: [household]
            level: national
            valid_from: 2026-01-01
        """;

    [Fact]
    public void Yaml_becomes_the_message_of_the_contract()
    {
        var service = Assert.Single(Read("a.yaml", Good).Services);

        Assert.Equal(
            ("mds", "uno", ServicePackage.Core, TerritorialLevel.National), (service.ProviderInstitution, service.Code, service.Package, service.Level));
        Assert.Null(service.DeliveredAt);
        Assert.False(service.HasMonthlyCapacity);
    }

    [Fact]
    public void Every_mistake_of_a_file_is_found_at_once_with_its_line()
    {
        var text = Good.Replace("core", "corazón", StringComparison.Ordinal) + "\n    served_territories: ['9999', '1116']\n    closes_gaps: [hambre]\n    colour: red\n"
            + Good[Good.IndexOf("  - code", StringComparison.Ordinal)..];

        var file = Read("a.yaml", text);

        Assert.False(file.IsUsable);
        Assert.Equal(
            ["services[0].package", "services[0].served_territories[0]", "services[0].closes_gaps[0]", "services[0].colour", "services[1].code"],
            file.Findings.Select(f => f.Path));
        Assert.Contains("a.yaml:11: error: services[0].served_territories[0] no es el código INE", file.Findings[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Template_of_the_table_can_be_used_as_it_is()
    {
        var file = Read("plantilla.csv", CsvServices.Template);

        Assert.Empty(file.Findings);
        var service = Assert.Single(file.Services);
        Assert.Equal(("1116", "Municipalidad de Villeta", 200), (service.DeliveredAt.DistrictCode, service.Contact.Address, service.MonthlyCapacity));
        Assert.Equal([LifeCycleCategory.Household, LifeCycleCategory.Adult], service.Categories);
        Assert.Equal(TimeSpan.FromDays(30), service.AvailabilityFreshFor.ToTimeSpan());
    }

    [Fact]
    public void Table_with_mistakes_names_line_and_column()
    {
        var lines = CsvServices.Template.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        var file = Read("t.csv", $"{lines[0]}\n{lines[1].Replace("core", "núcleo", StringComparison.Ordinal).Replace(";200;", ";muchos;", StringComparison.Ordinal)}\n{lines[1]}\nsolo;tres;campos\n\n");

        Assert.Equal(
            [(2, "package"), (2, "monthly_capacity"), (3, "code"), (4, "line")],
            file.Findings.Select(f => (f.Line, f.Path)));
        Assert.Equal([(1, "code"), (1, "colour")], Read("t.csv", lines[0].Replace("code", "colour", StringComparison.Ordinal)).Findings.Select(f => (f.Line, f.Path)).Order());
    }

    [Fact]
    public void File_that_is_no_text_says_so() =>
        Assert.Contains("UTF-8", Assert.Single(ServicesFile.Read("a.csv", [0xff, 0xfe, 0xff], null).Findings).Message, StringComparison.Ordinal);

    [Fact]
    public void Any_text_is_read_or_refused_and_nothing_else_happens() => Prop.ForAll<string, bool>((text, asTable) =>
    {
        var header = CsvServices.Template.Split('\n')[0];
        var file = Read(asTable ? "a.csv" : "a.yaml", asTable ? $"{header}\n{text}" : $"{Good}\n{text}");
        return file.Findings.Count != 0 || file.Services.Count >= 0;
    }).QuickCheckThrowOnFailure();

    private static ServicesFile Read(string name, string text) => ServicesFile.Read(name, Encoding.UTF8.GetBytes(text), null);
}
