Console.WriteLine("The sandbox is under construction.");
