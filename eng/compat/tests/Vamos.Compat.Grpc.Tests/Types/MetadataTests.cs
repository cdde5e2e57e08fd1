namespace Vamos.Compat.Tests.Types;

using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Grpc.Core;

public sealed partial class MetadataTests
{
    [Fact]
    public void Key_is_stored_in_lower_case() =>
        Assert.Equal("x-request.id_1", new Metadata.Entry("X-Request.ID_1", "v").Key);

    [Fact]
    public void Key_is_valid_exactly_when_made_of_the_characters_of_the_specification() =>
        Prop.ForAll<NonNull<string>>(key => IsAccepted(() => new Metadata.Entry(key.Get, "v")) == (TextKey().IsMatch(key.Get) && !IsBinary(key.Get)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Key_may_hold_no_other_character()
    {
        for (var c = '\0'; c < '\u2200'; c++)
            Assert.Equal(TextKey().IsMatch($"a{c}b"), IsAccepted(() => new Metadata.Entry($"a{c}b", "v")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Key_must_not_be_empty(string? key) =>
        Assert.ThrowsAny<ArgumentException>(() => new Metadata.Entry(key!, "v"));

    [Fact]
    public void Text_holds_visible_ascii_and_spaces_only()
    {
        for (var c = '\0'; c < '\u2200'; c++)
            Assert.Equal(c is >= ' ' and <= '~', IsAccepted(() => new Metadata.Entry("key", $"a{c}b")));
    }

    [Fact]
    public void Text_may_be_empty() =>
        Assert.Equal(string.Empty, new Metadata.Entry("key", string.Empty).Value);

    [Theory]
    [InlineData("token-bin")]
    [InlineData("TOKEN-BIN")]
    public void Binary_key_takes_no_text(string key) =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "text"));

    [Fact]
    public void Text_key_takes_no_bytes() =>
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("token", [1, 2]));

    [Fact]
    public void Values_must_not_be_null()
    {
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry("token", (string)null!));
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry("token-bin", (byte[])null!));
    }

    [Fact]
    public void Binary_entry_gives_its_bytes_and_no_text()
    {
        var entry = new Metadata.Entry("Token-Bin", [0, 255]);
        Assert.True(entry.IsBinary);
        Assert.Equal([0, 255], entry.ValueBytes);
        Assert.Throws<InvalidOperationException>(() => entry.Value);
        Assert.Contains("token-bin", entry.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_entry_gives_its_text_and_the_bytes_of_it()
    {
        var entry = new Metadata.Entry("token", "abc");
        Assert.False(entry.IsBinary);
        Assert.Equal("abc", entry.Value);
        Assert.Equal("abc"u8.ToArray(), entry.ValueBytes);
        Assert.Contains("abc", entry.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_cannot_be_changed_from_outside()
    {
        var given = new byte[] { 1, 2 };
        var entry = new Metadata.Entry("token-bin", given);
        given[0] = 9;
        entry.ValueBytes[1] = 9;
        Assert.Equal([1, 2], entry.ValueBytes);
    }

    [Fact]
    public void Lookup_ignores_case_and_gives_the_last()
    {
        var metadata = new Metadata { { "a", "1" }, { "B", "2" }, { "A", "3" }, { "c-bin", new byte[] { 4 } } };
        Assert.Equal("3", metadata.Get("A")!.Value);
        Assert.Equal("3", metadata.GetValue("a"));
        Assert.Equal("2"u8.ToArray(), metadata.GetValueBytes("b"));
        Assert.Equal([4], metadata.GetValueBytes("C-Bin"));
        Assert.Equal(["1", "3"], metadata.GetAll("A").Select(entry => entry.Value));
    }

    [Fact]
    public void Lookup_of_an_absent_key_gives_nothing()
    {
        var metadata = new Metadata();
        Assert.Null(metadata.Get("a"));
        Assert.Null(metadata.GetValue("a"));
        Assert.Null(metadata.GetValueBytes("a-bin"));
        Assert.Empty(metadata.GetAll("a"));
    }

    [Fact]
    public void Text_of_a_binary_entry_cannot_be_looked_up() =>
        Assert.Throws<InvalidOperationException>(() => new Metadata { { "a-bin", new byte[] { 1 } } }.GetValue("a-bin"));

    [Fact]
    public void Metadata_is_an_ordered_list()
    {
        Metadata.Entry a = new("a", "1"), b = new("b", "2"), c = new("c", "3");
        var metadata = new Metadata { b };
        metadata.Insert(0, a);
        metadata.Add(c);
        Assert.Equal([a, b, c], metadata);
        Assert.Equal(3, metadata.Count);
        Assert.Equal(1, metadata.IndexOf(b));
        Assert.True(metadata.Remove(b));
        Assert.DoesNotContain(b, metadata);
        metadata[0] = b;
        metadata.RemoveAt(1);
        var copy = new Metadata.Entry[2];
        metadata.CopyTo(copy, 1);
        Assert.Equal([null!, b], copy);
        metadata.Clear();
        Assert.Empty(metadata);
        Assert.False(metadata.IsReadOnly);
    }

    [Fact]
    public void Empty_metadata_cannot_be_changed()
    {
        var entry = new Metadata.Entry("a", "1");
        Assert.True(Metadata.Empty.IsReadOnly);
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add(entry));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("a", "1"));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("a-bin", [1]));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Insert(0, entry));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty[0] = entry);
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Remove(entry));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.RemoveAt(0));
        Assert.Throws<InvalidOperationException>(Metadata.Empty.Clear);
        Assert.Empty(Metadata.Empty);
    }

    private static bool IsBinary(string key) => key.EndsWith("-bin", StringComparison.OrdinalIgnoreCase);

    private static bool IsAccepted(Func<Metadata.Entry> make)
    {
        try
        {
            return Encoding.ASCII.GetByteCount(make().Key) > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\A[0-9A-Za-z_.-]+\z")]
    private static partial Regex TextKey();
}
