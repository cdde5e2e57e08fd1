namespace Vamos.Hub.Tests.Audit;

using Vamos.Common.V1;
using Vamos.Hub.Audit;
using Vamos.Hub.Audit.Subjects;

public sealed class KeyFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vamos-keys-");

    [Fact]
    public void Keys_are_made_once_for_their_owner_alone_and_read_again()
    {
        using var first = SigningKeyFile.LoadOrCreate(Path("new/log.key"), "hub.example/log");
        using var second = SigningKeyFile.LoadOrCreate(Path("new/log.key"), "hub.example/log");
        Assert.Equal(first.VerifierKey.ToString(), second.VerifierKey.ToString());

        var person = new NationalId { Number = "99000004" };
        var hash = SubjectKeys.LoadOrCreate(Path("subjects.key")).Hash(person);
        Assert.Equal(hash, SubjectKeys.LoadOrCreate(Path("subjects.key")).Hash(person));
        Assert.Equal(1, hash[0]);
        foreach (var file in OperatingSystem.IsWindows() ? [] : new[] { "new/log.key", "subjects.key" })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(Path(file)).UnixFileMode);
    }

    [Fact]
    public void Subject_keys_rotate_by_a_further_line()
    {
        var person = new NationalId { Number = "99000004" };
        var old = SubjectKeys.LoadOrCreate(Path("subjects.key")).Hash(person);
        File.AppendAllText(Path("subjects.key"), $"# since 2027\n2 {Convert.ToBase64String(new byte[32])}\n");

        var keys = SubjectKeys.LoadOrCreate(Path("subjects.key"));

        Assert.Equal(2, keys.Hash(person)[0]);
        Assert.Equal([keys.Hash(person), old], keys.AllHashes(person));
        Assert.NotEqual(keys.Hash(person), keys.Hash(new NationalId { Number = "99000004", Letter = "A" }));
        Assert.Equal(keys.Hash(person), keys.Hash(new NationalId { Number = "99000004", CountryCode = "PY" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 AAAA")]
    [InlineData("0 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("256 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void Subject_key_file_that_cannot_be_used_is_refused(string content)
    {
        File.WriteAllText(Path("subjects.key"), content);
        Assert.Throws<FormatException>(() => SubjectKeys.LoadOrCreate(Path("subjects.key")));
    }

    [Fact]
    public void Signing_key_file_that_cannot_be_used_is_refused()
    {
        File.WriteAllText(Path("log.key"), "nothing");
        Assert.Throws<FormatException>(() => SigningKeyFile.LoadOrCreate(Path("log.key"), "hub.example/log"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);
}
