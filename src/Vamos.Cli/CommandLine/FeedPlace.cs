namespace Vamos.Cli.CommandLine;

using System.CommandLine;
using System.CommandLine.Parsing;
using Google.Protobuf;

/// <summary>Where a watch goes on: <c>--resume</c> with a file that keeps the place, or <c>--from</c> with a token.</summary>
/// <param name="what">What the feed tells, in the singular.</param>
internal sealed class FeedPlace(string what)
{
    private readonly Option<string?> _resume = new("--resume")
    {
        Description = $"File that keeps the place behind the last {what} printed. If it is there, the watch goes on from it.",
        HelpName = "file",
    };

    private readonly Option<ByteString?> _from = new("--from")
    {
        Description = $"Go on behind the {what} with this resumeToken, as --json prints it.",
        HelpName = "token",
        CustomParser = result => Token(CommonOptions.Token(result)) is { } token ? token : Refuse(result),
    };

    public IEnumerable<Option> All => [_resume, _from];

    /// <summary>Refuses a command line that says both.</summary>
    public void Guard(Command command) => command.Validators.Add(result =>
    {
        if (result.GetResult(_resume) is not null && result.GetResult(_from) is not null)
            result.AddError("--from and --resume both say where to go on. Write one of them.");
    });

    /// <summary>The token to begin with; empty to begin now.</summary>
    /// <exception cref="UsageException">The file holds something else.</exception>
    public ByteString Of(ParseResult parsed)
    {
        if (parsed.GetValue(_from) is { } token)
            return token;
        if (parsed.GetValue(_resume) is not { } file || !File.Exists(file))
            return ByteString.Empty;
        return Token(File.ReadAllText(file).Trim())
            ?? throw new UsageException($"--resume: {file} holds no place in the stream of changes. Remove it to begin now.");
    }

    /// <summary>Keeps the place, where the command line says in which file: whole or not at all, whenever the program is interrupted.</summary>
    public void Keep(ParseResult parsed, ByteString token)
    {
        if (parsed.GetValue(_resume) is not { } file || token.IsEmpty)
            return;
        File.WriteAllText(file + ".new", token.ToBase64() + "\n");
        File.Move(file + ".new", file, overwrite: true);
    }

    private static ByteString? Token(string text)
    {
        try
        {
            return text.Length == 0 ? null : ByteString.FromBase64(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static ByteString? Refuse(ArgumentResult result)
    {
        result.AddError("--from: is not a resumeToken as --json prints it.");
        return null;
    }
}
