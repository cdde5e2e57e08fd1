namespace Vamos.Cli.Services;

using System.CommandLine;
using System.CommandLine.Parsing;
using Vamos.Cli.Reports;
using Vamos.Contracts.Territory;

/// <summary>Options that several of the commands have.</summary>
internal static class ServiceOptions
{
    /// <summary>The argument that names a service.</summary>
    public static Argument<string> Service() => new("service") { Description = "Identifier of the service, for example mds.tekopora-villeta." };

    /// <summary>An option that takes the code of a district.</summary>
    public static Option<string?> District(string description) =>
        Territory("--district", description, "district", "1116", code => TerritoryCatalogue.Paraguay.FindDistrict(code) is not null);

    /// <summary>An option that takes the code of a department.</summary>
    public static Option<string?> Department(string description) =>
        Territory("--department", description, "department", "11", code => TerritoryCatalogue.Paraguay.FindDepartment(code) is not null);

    /// <summary>An option that takes one or more values of an enumeration by their names.</summary>
    public static Option<T[]> Choices<T>(string name, string description) where T : struct, Enum
    {
        var names = Enum.GetValues<T>().Skip(1).ToDictionary(value => Wording.Of(value).Replace(' ', '-'));
        var option = new Option<T[]>(name)
        {
            Description = $"{description} One or more of {string.Join(", ", names.Keys)}.",
            HelpName = name[2..],
            AllowMultipleArgumentsPerToken = true,
            CustomParser = result => [.. result.Tokens.Select(token => Choice(result, name, token.Value, names)).OfType<T>()],
        };
        option.CompletionSources.Add(_ => names.Keys.Select(key => new System.CommandLine.Completions.CompletionItem(key)));
        return option;
    }

    private static T? Choice<T>(ArgumentResult result, string name, string text, Dictionary<string, T> names) where T : struct
    {
        if (names.TryGetValue(text, out var value))
            return value;
        result.AddError($"{name}: '{SectionWriter.Plain(text)}' is none of {string.Join(", ", names.Keys)}.");
        return null;
    }

    private static Option<string?> Territory(string name, string description, string kind, string example, Func<string, bool> exists)
    {
        var option = new Option<string?>(name) { Description = $"{description} INE code, for example {example}.", HelpName = "code" };
        option.Validators.Add(result =>
        {
            var text = result.Tokens.Count == 0 ? null : result.Tokens[0].Value;
            if (text is not null && !exists(text))
                result.AddError($"{name}: '{SectionWriter.Plain(text)}' is the INE code of no {kind}; `vamos services territories` lists them.");
        });
        return option;
    }
}
