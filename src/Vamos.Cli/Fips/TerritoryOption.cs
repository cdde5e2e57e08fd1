namespace Vamos.Cli.Fips;

using System.CommandLine;
using System.CommandLine.Parsing;
using Vamos.Cli.CommandLine;
using Vamos.Cli.Reports;
using Vamos.Contracts.Territory;

/// <summary>The option that names a district or a department.</summary>
internal static class TerritoryOption
{
    public static Option<string?> Create() => new("--territory")
    {
        Description = "Only this district or department, by its INE code: 1116 for Villeta, 11 for Central. Default: the whole country.",
        HelpName = "code",
        CustomParser = Parse,
    };

    private static string? Parse(ArgumentResult result)
    {
        var code = CommonOptions.Token(result);
        if (TerritoryCatalogue.Paraguay.FindDistrict(code) is null && TerritoryCatalogue.Paraguay.FindDepartment(code) is null)
            result.AddError($"--territory: '{SectionWriter.Plain(code)}' is no INE code of a district (DDdd) or a department (DD).");
        return code;
    }
}
